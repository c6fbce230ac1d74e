package trapline.standin.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedMailsTest {
    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        var mails = new ReceivedMails(2, 1000);

        List.of("a", "b", "c").forEach(content -> add(mails, content));

        assertThat(mails.all()).extracting(ReceivedMail::content).containsExactly("b", "c");
        assertThat(mails.taken()).isEqualTo(3);
    }

    @Test
    void forgetsTheOldestWhenTheyAreTooLargeButNeverTheLatest() {
        var mails = new ReceivedMails(10, 10);

        List.of("12345", "12345", "123", "1234567890123").forEach(content -> add(mails, content));

        assertThat(mails.all()).extracting(ReceivedMail::number).containsExactly(4);
    }

    @Test
    void keepsAMailAlthoughAListenerFails() {
        var mails = new ReceivedMails(10, 1000);
        mails.listen(
                mail -> {
                    throw new IllegalStateException("of no use");
                });

        add(mails, "a");

        assertThat(mails.all()).hasSize(1);
    }

    private static void add(ReceivedMails mails, String content) {
        mails.add("a@example.org", List.of("b@example.org"), "", false, content);
    }
}
