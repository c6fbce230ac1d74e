package trapline.runner.format;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings images and their annotations together, which COCO keeps in two lists of any order. Both
 * are dealt out to files by the image's id, so that only a part is in memory at a time.
 */
final class CocoJoin implements Closeable {
    private static final int PARTS = 64;
    private static final String ORDINAL = "#";

    private final Path source;
    private final Path folder;
    private final List<BufferedWriter> images = new ArrayList<>();
    private final List<BufferedWriter> annotations = new ArrayList<>();
    private long count;

    CocoJoin(Path source) throws IOException {
        this.source = source;
        this.folder = Files.createTempDirectory("trapline-coco");
        for (var part = 0; part < PARTS; part++) {
            images.add(Files.newBufferedWriter(part("images", part)));
            annotations.add(Files.newBufferedWriter(part("annotations", part)));
        }
    }

    /** An image with all that is said of it. */
    @FunctionalInterface
    interface Joined {
        void take(ObjectNode image, List<ObjectNode> annotations) throws IOException;
    }

    void image(ObjectNode image) throws IOException {
        var part = images.get(partOf(id(image, "id")));
        part.write(count++ + " ");
        line(part, image);
    }

    void annotation(ObjectNode annotation) throws IOException {
        line(annotations.get(partOf(id(annotation, "image_id"))), annotation);
    }

    /** Gives every image, in the order in which they came. */
    void each(Joined joined) throws IOException {
        closeAll(images);
        closeAll(annotations);
        var order = new PriorityQueue<Run>(Comparator.comparingLong(Run::ordinal));
        try {
            for (var part = 0; part < PARTS; part++) {
                joinPart(part);
                var run = new Run(part("joined", part));
                order.add(run);
            }
            while (!order.isEmpty()) {
                var run = order.poll();
                if (run.ended()) {
                    run.close();
                    continue;
                }
                var next = run.take();
                var list = new ArrayList<ObjectNode>();
                next.withArray("annotations").forEach(one -> list.add((ObjectNode) one));
                joined.take((ObjectNode) next.get("image"), list);
                order.add(run);
            }
        } finally {
            for (var run : order) {
                run.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        closeAll(images);
        closeAll(annotations);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void joinPart(int part) throws IOException {
        var joined = new LinkedHashMap<String, ObjectNode>();
        try (var lines = Files.newBufferedReader(part("images", part))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var space = line.indexOf(' ');
                var image = (ObjectNode) Json.MAPPER.readTree(line.substring(space + 1));
                var both = Json.MAPPER.createObjectNode();
                both.put(ORDINAL, Long.parseLong(line.substring(0, space)));
                both.set("image", image);
                both.putArray("annotations");
                if (joined.put(id(image, "id"), both) != null) {
                    throw new WrongFormat(
                            "%s: two images have the id %s.".formatted(source, id(image, "id")));
                }
            }
        }
        try (var lines = Files.newBufferedReader(part("annotations", part))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var annotation = (ObjectNode) Json.MAPPER.readTree(line);
                var image = joined.get(id(annotation, "image_id"));
                if (image == null) {
                    throw new WrongFormat(
                            "%s: an annotation is about the image %s, which is not in the list of images."
                                    .formatted(source, id(annotation, "image_id")));
                }
                image.withArray("annotations").add(annotation);
            }
        }
        try (var out = Files.newBufferedWriter(part("joined", part))) {
            for (var both : joined.values()) {
                line(out, both);
            }
        }
    }

    private String id(ObjectNode node, String field) throws WrongFormat {
        if (!node.hasNonNull(field)) {
            throw new WrongFormat(
                    "%s: an entry has no %s: %s".formatted(source, field, brief(node)));
        }
        return node.get(field).asText();
    }

    private static String brief(ObjectNode node) {
        var text = node.toString();
        return text.length() > 120 ? text.substring(0, 120) + "..." : text;
    }

    private Path part(String kind, int part) {
        return folder.resolve(kind + part);
    }

    private static int partOf(String id) {
        return Math.floorMod(id.hashCode(), PARTS);
    }

    private static void line(BufferedWriter out, ObjectNode node) throws IOException {
        out.write(Json.MAPPER.writeValueAsString(node));
        out.write('\n');
    }

    private static void closeAll(List<BufferedWriter> writers) throws IOException {
        for (var writer : writers) {
            writer.close();
        }
    }

    /** One part, joined, in order. */
    private static final class Run implements Closeable {
        private final MappingIterator<ObjectNode> lines;
        private ObjectNode next;

        Run(Path file) throws IOException {
            lines =
                    Json.MAPPER
                            .readerFor(ObjectNode.class)
                            .readValues(Files.newBufferedReader(file, StandardCharsets.UTF_8));
            advance();
        }

        boolean ended() {
            return next == null;
        }

        long ordinal() {
            return ended() ? Long.MAX_VALUE : next.get(ORDINAL).asLong();
        }

        ObjectNode take() throws IOException {
            var taken = next;
            advance();
            return taken;
        }

        private void advance() throws IOException {
            next = lines.hasNextValue() ? lines.nextValue() : null;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
