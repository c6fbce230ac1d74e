package trapline.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.api.problem.InvalidInput;

class CursorTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:00.123456Z",
                "1969-12-31T23:59:59.999999Z",
                "0001-01-01T00:00:00Z"
            })
    void findsItsPlaceAgainToTheMicrosecond(String at) {
        var cursor = new Cursor(Cursor.Kind.EVENTS, Instant.parse(at), ID);

        assertThat(Cursor.parse(Cursor.Kind.EVENTS, cursor.text())).isEqualTo(cursor);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void belongsToOneListOnly() {
        var text = new Cursor(Cursor.Kind.EVENTS, Instant.EPOCH, ID).text();

        assertThatThrownBy(() -> Cursor.parse(Cursor.Kind.CAPTURES, text))
                .isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "%%%", "AQAGSRnanQ7ApZ9xaMDHRJiP0SOUaY3gC", "_________________"})
    void refusesWhatIsNoCursor(String text) {
        assertThatThrownBy(() -> Cursor.parse(Cursor.Kind.CAPTURES, text))
                .isInstanceOf(InvalidInput.class);
    }
}
