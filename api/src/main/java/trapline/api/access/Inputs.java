package trapline.api.access;

import java.util.function.Supplier;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;

/** Tells what the stores refuse as mistakes of the field it came in. */
final class Inputs {
    private Inputs() {}

    static <T> T check(Supplier<T> action) {
        try {
            return action.get();
        } catch (UnusableAccount e) {
            throw new InvalidInput(e.field(), e.reason());
        } catch (AccountExists e) {
            throw new Conflict(e.getMessage());
        }
    }
}
