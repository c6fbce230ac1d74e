package trapline.delivery;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trapline.alert.QuietHours;
import trapline.alert.Rule;

/** Who can be reached in several ways. Replaced as a whole when the configuration changes. */
public class People {
    private volatile List<Person> current = List.of();

    /**
     * Somebody with all their ways to be reached.
     *
     * @param language of their messages; empty: the channel's
     * @param quietHours only what is critical is told then, where a rule names the person
     * @param reach the first is tried first, each next when the one before did not arrive
     */
    public record Person(
            String name,
            Optional<String> language,
            Optional<QuietHours> quietHours,
            List<Rule.Recipient> reach) {
        public Person {
            reach = List.copyOf(reach);
        }

        /** Somebody who may be told at any hour. */
        public Person(String name, Optional<String> language, List<Rule.Recipient> reach) {
            this(name, language, Optional.empty(), reach);
        }
    }

    public void replace(List<Person> people) {
        current = List.copyOf(people);
    }

    public List<Person> current() {
        return current;
    }

    /** Whose address this is; empty: nobody's in particular. */
    public Optional<Person> of(String channel, String address) {
        var wanted = new Rule.Recipient(channel, address);
        return current.stream().filter(person -> person.reach().contains(wanted)).findFirst();
    }

    /** Where the same person is reached when this address could not be. */
    public Optional<Rule.Recipient> next(String channel, String address) {
        var wanted = new Rule.Recipient(channel, address);
        return of(channel, address)
                .flatMap(
                        person ->
                                IntStream.range(0, person.reach().size() - 1)
                                        .filter(i -> person.reach().get(i).equals(wanted))
                                        .mapToObj(i -> person.reach().get(i + 1))
                                        .findFirst());
    }
}
