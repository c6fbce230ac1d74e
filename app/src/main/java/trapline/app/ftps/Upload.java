package trapline.app.ftps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file on its way in, hidden until it is complete. When it is closed before, it was cut: what
 * came is kept, because a camera may never send it again; nothing is kept of what is too large.
 */
final class Upload extends OutputStream {
    private final Path unfinished;
    private final Path target;
    private final long limit;
    private final FileChannel channel;
    private final OutputStream out;
    private long written;
    private boolean settled;
    private boolean tooLarge;

    Upload(Path unfinished, Path target, long limit) throws IOException {
        this.unfinished = unfinished;
        this.target = target;
        this.limit = limit;
        this.channel =
                FileChannel.open(
                        unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.out = Channels.newOutputStream(channel);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        written += length;
        if (written > limit) {
            tooLarge = true;
            throw new UploadTooLarge(limit);
        }
        out.write(bytes, offset, length);
    }

    /** All bytes came: the file gets its name, and is on the disk when this returns. */
    void complete() throws IOException {
        settle(false);
    }

    @Override
    public void close() throws IOException {
        if (!settled) {
            settle(true);
        }
    }

    private void settle(boolean cut) throws IOException {
        settled = true;
        try (channel) {
            // The camera forgets the picture when it is told that it arrived.
            channel.force(true);
        }
        if (tooLarge || (cut && written == 0)) {
            Files.delete(unfinished);
        } else {
            Uploads.publish(unfinished, target);
        }
    }
}
