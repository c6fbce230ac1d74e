package trapline.capture;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.exif.makernotes.ReconyxHyperFire2MakernoteDirectory;
import com.drew.metadata.exif.makernotes.ReconyxHyperFireMakernoteDirectory;
import com.drew.metadata.exif.makernotes.ReconyxUltraFireMakernoteDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads EXIF and the maker notes that say more. Broken metadata never spoils a good picture. */
class ExifReader {
    private static final byte PNG = (byte) 0x89;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_FACTS = 40;

    /**
     * @throws IOException if the file cannot be read at all
     */
    Exif read(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var isPng = FileInspection.read(channel, 0, 1).get(0) == PNG;
            return isPng ? png(new PngStructure(channel)) : jpeg(new JpegStructure(channel));
        } catch (UnusableFile | RuntimeException | StackOverflowError e) {
            // Whatever is wrong in the metadata, the pixels may be fine; the facts are just absent.
            return Exif.NONE;
        }
    }

    private static Exif png(PngStructure structure) throws IOException, UnusableFile {
        structure.read();
        return read(structure.exif(), Optional.empty());
    }

    private static Exif jpeg(JpegStructure structure) throws IOException, UnusableFile {
        structure.read();
        return read(structure.exif(), structure.comment());
    }

    /** Nothing but the EXIF block is parsed: other metadata can be compressed without limit. */
    private static Exif read(Optional<ByteBuffer> exif, Optional<ByteBuffer> comment) {
        var metadata = new Metadata();
        exif.ifPresent(
                block ->
                        new com.drew.metadata.exif.ExifReader()
                                .extract(new BudgetReader(block), metadata));
        return read(metadata, comment.map(ExifReader::ascii).filter(text -> !text.isBlank()));
    }

    private static String ascii(ByteBuffer block) {
        return clean(FileInspection.ascii(block, 0, Math.min(block.limit(), LONGEST_TEXT)));
    }

    private static Exif read(Metadata metadata, Optional<String> comment) {
        var main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        var sub = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        var notes = makerNotes(metadata);
        var gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        var location = gps == null ? null : gps.getGeoLocation();
        return new Exif(
                text(main, ExifIFD0Directory.TAG_MAKE),
                text(main, ExifIFD0Directory.TAG_MODEL),
                text(sub, ExifSubIFDDirectory.TAG_BODY_SERIAL_NUMBER).or(notes::serial),
                notes.userLabel(),
                text(sub, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL)
                        .or(() -> text(main, ExifIFD0Directory.TAG_DATETIME)),
                text(sub, ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL),
                Optional.ofNullable(location).map(l -> l.getLatitude()),
                Optional.ofNullable(location).map(l -> l.getLongitude()),
                notes.sequenceNumber(),
                notes.sequenceLength(),
                notes.temperature(),
                facts(metadata, comment));
    }

    private record Notes(
            Optional<String> serial,
            Optional<String> userLabel,
            Optional<Integer> sequenceNumber,
            Optional<Integer> sequenceLength,
            Optional<Double> temperature) {}

    private static Notes makerNotes(Metadata metadata) {
        Directory hyperFire =
                metadata.getFirstDirectoryOfType(ReconyxHyperFireMakernoteDirectory.class);
        if (hyperFire != null) {
            return notes(
                    hyperFire,
                    ReconyxHyperFireMakernoteDirectory.TAG_SERIAL_NUMBER,
                    ReconyxHyperFireMakernoteDirectory.TAG_USER_LABEL,
                    ReconyxHyperFireMakernoteDirectory.TAG_SEQUENCE,
                    ReconyxHyperFireMakernoteDirectory.TAG_AMBIENT_TEMPERATURE);
        }
        Directory second =
                metadata.getFirstDirectoryOfType(ReconyxHyperFire2MakernoteDirectory.class);
        if (second != null) {
            return notes(
                    second,
                    ReconyxHyperFire2MakernoteDirectory.TAG_SERIAL_NUMBER,
                    ReconyxHyperFire2MakernoteDirectory.TAG_USER_LABEL,
                    ReconyxHyperFire2MakernoteDirectory.TAG_SEQUENCE,
                    ReconyxHyperFire2MakernoteDirectory.TAG_AMBIENT_TEMPERATURE);
        }
        Directory ultraFire =
                metadata.getFirstDirectoryOfType(ReconyxUltraFireMakernoteDirectory.class);
        if (ultraFire != null) {
            return notes(
                    ultraFire,
                    ReconyxUltraFireMakernoteDirectory.TAG_SERIAL_NUMBER,
                    ReconyxUltraFireMakernoteDirectory.TAG_USER_LABEL,
                    ReconyxUltraFireMakernoteDirectory.TAG_SEQUENCE,
                    ReconyxUltraFireMakernoteDirectory.TAG_AMBIENT_TEMPERATURE);
        }
        return new Notes(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Notes notes(
            Directory directory, int serial, int userLabel, int sequence, int temperature) {
        var numbers = directory.getIntArray(sequence);
        var pair = numbers != null && numbers.length == 2;
        var celsius = directory.getInteger(temperature);
        return new Notes(
                text(directory, serial),
                text(directory, userLabel),
                pair ? Optional.of(numbers[0]) : Optional.empty(),
                pair ? Optional.of(numbers[1]) : Optional.empty(),
                Optional.ofNullable(celsius).map(Integer::doubleValue));
    }

    private static Map<String, String> facts(Metadata metadata, Optional<String> comment) {
        var facts = new LinkedHashMap<String, String>();
        put(facts, "imageDescription", metadata, ExifIFD0Directory.TAG_IMAGE_DESCRIPTION);
        put(facts, "software", metadata, ExifIFD0Directory.TAG_SOFTWARE);
        comment.ifPresent(text -> facts.put("comment", text));
        var sub = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        if (sub != null) {
            for (var tag : sub.getTags()) {
                if (facts.size() >= MOST_FACTS) {
                    break;
                }
                if (tag.getTagType() != ExifSubIFDDirectory.TAG_MAKERNOTE) {
                    var description = sub.getDescription(tag.getTagType());
                    if (description != null) {
                        facts.put(clean(tag.getTagName()), clean(description));
                    }
                }
            }
        }
        return facts;
    }

    private static void put(Map<String, String> facts, String name, Metadata metadata, int tag) {
        text(metadata.getFirstDirectoryOfType(ExifIFD0Directory.class), tag)
                .ifPresent(value -> facts.put(name, value));
    }

    private static Optional<String> text(Directory directory, int tag) {
        return Optional.ofNullable(directory)
                .map(d -> d.getString(tag))
                .map(ExifReader::clean)
                .filter(value -> !value.isBlank());
    }

    private static String clean(String value) {
        var printable = value.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", " ").strip();
        return printable.length() > LONGEST_TEXT ? printable.substring(0, LONGEST_TEXT) : printable;
    }
}
