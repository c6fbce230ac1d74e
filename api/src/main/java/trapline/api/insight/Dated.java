package trapline.api.insight;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something that was right at a moment.
 *
 * @param at when the database was asked, or a little before
 */
record Dated<T>(T value, Instant at) {

    <U> Dated<U> map(Function<? super T, ? extends U> with) {
        return new Dated<>(with.apply(value), at);
    }

    /** What follows from both, and is as old as the older. */
    <U, V> Dated<V> and(Dated<U> other, BiFunction<? super T, ? super U, ? extends V> with) {
        return new Dated<>(
                with.apply(value, other.value()), at.isBefore(other.at()) ? at : other.at());
    }
}
