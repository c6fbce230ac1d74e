package trapline.api.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import trapline.api.capture.PictureViews;
import trapline.api.privacy.ProjectPrivacy;
import trapline.blob.BlobStore;

/**
 * The files themselves, in a folder for each camera. Where the project conceals people, pictures on
 * which there may be any come concealed, and clips on which there may be any do not come.
 */
class PicturesWriter implements ExportWriter {
    private final BlobStore blobs;
    private final PictureViews pictures;

    PicturesWriter(BlobStore blobs, PictureViews pictures) {
        this.blobs = blobs;
        this.pictures = pictures;
    }

    @Override
    public ExportFormat format() {
        return ExportFormat.PICTURES;
    }

    @Override
    public Session open(Path target, ExportContext context) throws IOException {
        var zip = new ZipOutputStream(Files.newOutputStream(target));
        // They are compressed already.
        zip.setLevel(0);
        return new Pictures(zip, context.concealed());
    }

    private final class Pictures implements Session {
        private final ZipOutputStream zip;
        private final boolean concealed;
        private long written;
        private long missing;
        private long keptBack;

        Pictures(ZipOutputStream zip, boolean concealed) {
            this.zip = zip;
            this.concealed = concealed;
        }

        @Override
        public void write(ExportedCapture capture) throws IOException {
            if (concealed && capture.mayShowPeople()) {
                writeConcealed(capture);
                return;
            }
            try {
                var file = blobs.file(capture.blobKey());
                zip.putNextEntry(entry(capture.fileName(), capture));
                Files.copy(file, zip);
                zip.closeEntry();
                written++;
            } catch (NoSuchFileException e) {
                missing++;
            }
        }

        private void writeConcealed(ExportedCapture capture) throws IOException {
            var jpeg =
                    capture.isPicture()
                            ? pictures.original(capture.captureId(), ProjectPrivacy.PEOPLE)
                            : Optional.<byte[]>empty();
            if (jpeg.isEmpty()) {
                keptBack++;
                return;
            }
            var name = capture.fileName();
            zip.putNextEntry(
                    entry(name.substring(0, name.lastIndexOf('.')) + "-concealed.jpg", capture));
            zip.write(jpeg.get());
            zip.closeEntry();
            written++;
        }

        private ZipEntry entry(String name, ExportedCapture capture) {
            var entry = new ZipEntry(name);
            entry.setTime(capture.capturedAt().toEpochMilli());
            return entry;
        }

        @Override
        public List<String> finish() throws IOException {
            if (written == 0) {
                throw new NothingToExport(
                        keptBack > 0
                                ? "All of these may show people, and cannot be concealed."
                                : "No file of these captures is kept any more, or none fits.");
            }
            zip.finish();
            zip.flush();
            var notes = new ArrayList<String>();
            if (keptBack > 0) {
                notes.add(
                        "%d files were left out: they may show people, and cannot be concealed."
                                .formatted(keptBack));
            }
            if (missing > 0) {
                notes.add("%d files are not kept any more.".formatted(missing));
            }
            return notes;
        }

        @Override
        public void close() throws IOException {
            if (written == 0) {
                // An archive without entries cannot be ended.
                return;
            }
            zip.close();
        }
    }
}
