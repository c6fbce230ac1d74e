/**
 * Clip in, frames out: mp4, mov, avi, webm and dav through the program ffmpeg, which runs as a
 * process of its own with bounded time, memory and output. In: a file. Out: {@link
 * trapline.runner.clip.ClipFrame}s, one after the other.
 */
package trapline.runner.clip;
