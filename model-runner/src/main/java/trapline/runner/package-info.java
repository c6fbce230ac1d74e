/**
 * Picture in, detections and classifications out. Knows no database, no route and no other package
 * of Trapline, and can be used by any Java program:
 *
 * <pre>{@code
 * var models = new ModelFolder(Path.of("models"));
 * var reader = new PictureReader(100_000_000);
 * try (var detector = new ObjectDetector(
 *                 models.find(Task.DETECT, Optional.empty()).orElseThrow(), Execution.throughput(2));
 *         var classifier = new CropClassifier(
 *                 models.find(Task.CLASSIFY, Optional.empty()).orElseThrow(), Execution.throughput(2))) {
 *     var picture = reader.read(Path.of("picture.jpg"));
 *     for (var found : detector.detect(picture)) {
 *         var labels = classifier.classify(picture, List.of(found.box())).get(0);
 *     }
 * }
 * }</pre>
 *
 * <p>A caller that does not care where a model runs takes a {@link trapline.runner.PictureDetector}
 * and a {@link trapline.runner.PictureClassifier}. Everything here may be used by many threads; a
 * model lets only as many through as it has workers, and the others wait in order.
 */
package trapline.runner;
