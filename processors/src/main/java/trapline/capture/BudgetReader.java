package trapline.capture;

import com.drew.lang.BufferBoundsException;
import com.drew.lang.RandomAccessReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Hands out the bytes of a block, but only so many in all. Entries may point at the same bytes as
 * often as they like, so 64 kB of EXIF could otherwise become gigabytes.
 */
final class BudgetReader extends RandomAccessReader {
    /** Real cameras need less than a tenth of it. */
    private static final int MOST_BYTES = 2 << 20;

    private final byte[] bytes;
    private int left = MOST_BYTES;

    BudgetReader(ByteBuffer block) {
        bytes = new byte[block.remaining()];
        block.duplicate().get(bytes);
    }

    @Override
    public int toUnshiftedOffset(int localOffset) {
        return localOffset;
    }

    @Override
    public byte getByte(int index) throws IOException {
        validateIndex(index, 1);
        spend(1);
        return bytes[index];
    }

    @Override
    public byte[] getBytes(int index, int count) throws IOException {
        validateIndex(index, count);
        spend(count);
        var part = new byte[count];
        System.arraycopy(bytes, index, part, 0, count);
        return part;
    }

    @Override
    protected void validateIndex(int index, int bytesRequested) throws IOException {
        if (!isValidIndex(index, bytesRequested)) {
            throw new BufferBoundsException(index, bytesRequested, bytes.length);
        }
    }

    @Override
    protected boolean isValidIndex(int index, int bytesRequested) {
        return bytesRequested >= 0 && index >= 0 && (long) index + bytesRequested <= bytes.length;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    private void spend(int count) throws IOException {
        left -= count;
        if (left < 0) {
            throw new IOException(
                    "the metadata refers to more than %d bytes".formatted(MOST_BYTES));
        }
    }
}
