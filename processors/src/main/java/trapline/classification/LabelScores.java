package trapline.classification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The score of every label of one model for one look, in the order of its labels; never changed.
 */
public final class LabelScores {
    private final float[] scores;

    private LabelScores(float[] scores) {
        this.scores = scores;
    }

    /**
     * @param scores 0 to 1; what rounding made smaller or larger is taken for 0 or 1
     */
    public static LabelScores of(float[] scores) {
        var clipped = new float[scores.length];
        for (var i = 0; i < scores.length; i++) {
            if (Float.isNaN(scores[i])) {
                throw new IllegalArgumentException("a score is no number");
            }
            clipped[i] = Math.max(0, Math.min(1, scores[i]));
        }
        return new LabelScores(clipped);
    }

    /**
     * @param bytes 32-bit floats, little-endian
     */
    public static LabelScores of(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "%d bytes are no 32-bit floats".formatted(bytes.length));
        }
        var scores = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(scores);
        return of(scores);
    }

    /** How many labels the model has. */
    public int count() {
        return scores.length;
    }

    public float[] toArray() {
        return scores.clone();
    }

    /** 32-bit floats, little-endian. */
    public byte[] toBytes() {
        var bytes = ByteBuffer.allocate(scores.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(scores);
        return bytes.array();
    }
}
