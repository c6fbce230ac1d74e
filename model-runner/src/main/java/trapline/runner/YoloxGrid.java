package trapline.runner;

/**
 * Where the rows of YOLOX's undecoded output lie: for strides 8, 16 and 32 in this order, cell by
 * cell, row by row.
 *
 * @param values for each row: column, row and stride of its cell
 * @see <a href="https://arxiv.org/abs/2107.08430">YOLOX</a>
 */
@SuppressWarnings("ArrayRecordComponent") // read only here
record YoloxGrid(int width, int height, int[] values) {
    private static final int[] STRIDES = {8, 16, 32};

    static YoloxGrid of(int width, int height) {
        var rows = 0;
        for (var stride : STRIDES) {
            rows += (width / stride) * (height / stride);
        }
        var values = new int[rows * 3];
        var at = 0;
        for (var stride : STRIDES) {
            for (var y = 0; y < height / stride; y++) {
                for (var x = 0; x < width / stride; x++) {
                    values[at++] = x;
                    values[at++] = y;
                    values[at++] = stride;
                }
            }
        }
        return new YoloxGrid(width, height, values);
    }

    int rows() {
        return values.length / 3;
    }

    int column(int row) {
        return values[row * 3];
    }

    int line(int row) {
        return values[row * 3 + 1];
    }

    int stride(int row) {
        return values[row * 3 + 2];
    }
}
