package trapline.standin.openai;

import java.util.List;

/**
 * One question as it was asked.
 *
 * @param text all text of all messages, one line for each part
 * @param pictures exact bytes, in their order
 * @param answer what was answered
 */
public record Question(String model, String text, List<byte[]> pictures, String answer) {

    public Question {
        pictures = List.copyOf(pictures);
    }
}
