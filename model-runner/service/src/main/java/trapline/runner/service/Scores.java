package trapline.runner.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Scores as they travel: 32-bit floats, little-endian, in the order of the labels. */
final class Scores {
    private Scores() {}

    static byte[] encode(float[] scores) {
        var bytes = ByteBuffer.allocate(scores.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var score : scores) {
            bytes.putFloat(Math.max(0, Math.min(1, score)));
        }
        return bytes.array();
    }

    /**
     * @param labels how many the model has
     * @throws Refused if there are not so many scores, or one of them is none
     */
    static float[] decode(byte[] bytes, int labels) {
        if (bytes.length != labels * Float.BYTES) {
            throw wrong(labels);
        }
        var scores = new float[labels];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(scores);
        for (var score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw wrong(labels);
            }
        }
        return scores;
    }

    private static Refused wrong(int labels) {
        return new Refused(
                Refused.Reason.BAD_REQUEST,
                "Scores must be %d numbers from 0 to 1, one for each label of the model."
                        .formatted(labels));
    }
}
