/**
 * What detectors found in many files, in the formats that other programs read: MegaDetector's JSON,
 * COCO Camera Traps and Timelapse's CSV. In: a file of one format. Out: {@link
 * trapline.runner.format.FileResult}s, one at a time, so that a million entries need no more memory
 * than ten. Foreign words live only here.
 */
package trapline.runner.format;
