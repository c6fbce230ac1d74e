package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an admin gets to read after a slip: the file, the line, what is wrong, what to do. */
class WrongEditsTest {
    @TempDir private Path folder;

    @BeforeEach
    void aGoodConfig() throws IOException {
        GoodConfig.in(folder);
        GoodConfig.write(folder, "people.yaml", GoodConfig.PEOPLE);
    }

    @Test
    void findsNoMistakeInAGoodConfig() throws Exception {
        assertThat(GoodConfig.problems(folder)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void saysWhatIsWrongWhereAndWhatToDo(WrongEdit edit) throws Exception {
        GoodConfig.write(folder, edit.file(), edit.text());

        var problems = GoodConfig.problems(folder);

        assertThat(problems).hasSize(1);
        var problem = problems.get(0);
        assertThat(problem.file()).isEqualTo(edit.file());
        assertThat(problem.line()).as(problem.toString()).isEqualTo(edit.line());
        assertThat(problem.column()).isPositive();
        assertThat(problem.toString()).contains(edit.words()).doesNotContain("hunter2");
        assertThat(problem.toString()).doesNotContain(GoodConfig.PASSWORD);
        assertThat(problem.what()).endsWith(".");
        assertThat(problem.howToFix()).isNotBlank();
    }

    static Stream<WrongEdit> edits() {
        return WrongEdits.all();
    }
}
