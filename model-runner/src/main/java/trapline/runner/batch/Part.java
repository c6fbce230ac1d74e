package trapline.runner.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/** A part of a file, read without touching the file's own position. Closing it closes nothing. */
final class Part implements ReadableByteChannel {
    private final FileChannel file;
    private final long last;
    private long position;
    private boolean open = true;

    Part(FileChannel file, long begin, long last) {
        this.file = file;
        this.position = begin;
        this.last = last;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        var most = (int) Math.min(to.remaining(), last - position);
        if (most <= 0) {
            return -1;
        }
        var limit = to.limit();
        to.limit(to.position() + most);
        var read = file.read(to, position);
        to.limit(limit);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
