package trapline.runner.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.runner.format.FileResult;
import trapline.runner.format.ResultLine;
import trapline.runner.format.WrongFormat;

/**
 * What is known so far, in a file that only grows: one line a picture, in the order of {@link
 * PictureTree}. Each start begins a new stretch with a line that says how it looks, so the file is
 * a few sorted stretches one after the other, and nothing of it needs to be in memory. A last line
 * that was cut off by a kill is cut away.
 */
final class Checkpoint implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRETCH = "{\"settings\":";
    private static final int LINES_A_FORCE = 200;

    private final Path file;
    private final FileChannel channel;
    private final List<Stretch> stretches = new ArrayList<>();
    private int unforced;

    /** Where a stretch lies in the file, in bytes. */
    private record Stretch(long begin, long end) {}

    /**
     * One picture as it was looked at.
     *
     * @param version changes when the file does
     */
    record Entry(String version, FileResult result) {}

    private Checkpoint(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens it, or begins a new one.
     *
     * @param settings all that decides what is found, as one line
     * @throws OtherSettings if it was begun with others
     */
    static Checkpoint open(Path file, String settings) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        var checkpoint = new Checkpoint(file, channel);
        try {
            lock(file, channel);
            checkpoint.recover(settings);
            return checkpoint;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    void add(Entry entry) throws IOException {
        var line = JSON.createArrayNode();
        line.add(entry.version());
        line.add(JSON.readTree(ResultLine.write(entry.result())));
        append(JSON.writeValueAsString(line));
        if (++unforced >= LINES_A_FORCE) {
            channel.force(false);
            unforced = 0;
        }
    }

    /** What earlier starts know, to be asked in the order of the walk. */
    Known known() {
        return new Known(cursors(stretches));
    }

    /** Gives everything, in order; of two looks at one file, the later. */
    void each(Each each) throws IOException {
        channel.force(false);
        var all = new ArrayList<>(stretches.subList(0, stretches.size() - 1));
        all.add(new Stretch(stretches.get(stretches.size() - 1).begin(), channel.size()));
        var cursors = cursors(all);
        while (true) {
            Optional<String> first =
                    cursors.stream()
                            .flatMap(cursor -> cursor.peek().stream())
                            .map(entry -> entry.result().file())
                            .min(PictureTree.ORDER);
            if (first.isEmpty()) {
                return;
            }
            Optional<Entry> latest = Optional.empty();
            for (var cursor : cursors) {
                if (cursor.isAt(first.get())) {
                    latest = cursor.peek();
                    cursor.advance();
                }
            }
            each.take(latest.orElseThrow().result());
        }
    }

    /** Takes one result. */
    @FunctionalInterface
    interface Each {
        void take(FileResult result) throws IOException;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("This program already writes %s.".formatted(file), e);
        }
        throw new IOException("Another program writes %s. Let it end first.".formatted(file));
    }

    private void recover(String settings) throws IOException {
        var whole = 0L;
        var begin = -1L;
        try (var in = new Lines(0, channel.size())) {
            while (in.next()) {
                if (in.line().startsWith(STRETCH)) {
                    if (!in.line().equals(STRETCH + settings + "}")) {
                        throw new OtherSettings(file);
                    }
                    if (begin >= 0) {
                        stretches.add(new Stretch(begin, whole));
                    }
                    begin = in.end();
                } else if (begin < 0) {
                    throw new WrongFormat("%s is no checkpoint of this program.".formatted(file));
                }
                whole = in.end();
            }
        }
        if (begin >= 0) {
            stretches.add(new Stretch(begin, whole));
        }
        channel.truncate(whole);
        append(STRETCH + settings + "}");
        stretches.add(new Stretch(channel.size(), channel.size()));
        channel.force(true);
    }

    private void append(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private List<Cursor> cursors(List<Stretch> from) {
        return from.stream().map(Cursor::new).toList();
    }

    /** Asks the stretches of earlier starts. */
    static final class Known {
        private final List<Cursor> cursors;

        private Known(List<Cursor> cursors) {
            this.cursors = cursors;
        }

        /**
         * @param file no earlier in the order than the one asked for before
         */
        Optional<Entry> find(String file) {
            Optional<Entry> latest = Optional.empty();
            for (var cursor : cursors) {
                cursor.skipTo(file);
                if (cursor.isAt(file)) {
                    latest = cursor.peek();
                }
            }
            return latest;
        }
    }

    /** Where reading stands in one stretch. */
    private final class Cursor {
        private final Lines lines;
        private Optional<Entry> entry = Optional.empty();

        Cursor(Stretch stretch) {
            lines = new Lines(stretch.begin(), stretch.end());
            advance();
        }

        Optional<Entry> peek() {
            return entry;
        }

        boolean isAt(String name) {
            return entry.isPresent() && entry.get().result().file().equals(name);
        }

        void skipTo(String name) {
            while (entry.isPresent()
                    && PictureTree.ORDER.compare(entry.get().result().file(), name) < 0) {
                advance();
            }
        }

        void advance() {
            try {
                entry = lines.next() ? Optional.of(read(lines.line())) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Entry read(String line) throws IOException {
            try {
                JsonNode node = JSON.readTree(line);
                return new Entry(node.path(0).asText(), ResultLine.read(node.path(1).toString()));
            } catch (JsonProcessingException | WrongFormat e) {
                throw new WrongFormat(
                        "The checkpoint %s is damaged. Begin anew with --restart.".formatted(file),
                        e);
            }
        }
    }

    /** Whole lines of a part of the file. The channel is shared, its position is not used. */
    private final class Lines implements Closeable {
        private final BufferedReader in;
        private final long last;
        private long end;
        private String line = "";

        Lines(long begin, long last) {
            this.end = begin;
            this.last = last;
            this.in =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(new Part(channel, begin, last)),
                                    StandardCharsets.UTF_8));
        }

        boolean next() throws IOException {
            if (end >= last) {
                return false;
            }
            line = in.readLine();
            if (line == null) {
                return false;
            }
            var after = end + line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (after > last) {
                // No line break: cut off while it was written.
                return false;
            }
            end = after;
            return true;
        }

        String line() {
            return line;
        }

        /** The byte after the line. */
        long end() {
            return end;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
