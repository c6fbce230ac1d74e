package trapline.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import trapline.alert.Rule;
import trapline.delivery.Channel;
import trapline.delivery.People;

/** Turns a people.yaml that fits its schema into records, and notes what a schema cannot say. */
final class PeopleBinding {

    private PeopleBinding() {}

    /**
     * @param channelsAreKnown false when channels.yaml is wrong; then nothing is said of channels
     */
    static List<People.Person> people(
            Fields file, List<Channel> channels, boolean channelsAreKnown) {
        var people = new ArrayList<People.Person>();
        var names = new HashSet<String>();
        var addresses = new HashSet<Rule.Recipient>();
        var ids = channels.stream().map(Channel::channelId).toList();
        for (var fields : file.items("people")) {
            fields.unique("name", names);
            var reach = new ArrayList<Rule.Recipient>();
            for (var way : fields.items("reach")) {
                var id = way.text("channel").orElseThrow();
                var recipient = new Rule.Recipient(id, way.text("to").orElseThrow());
                if (channelsAreKnown && !ids.contains(id)) {
                    way.wrong(
                            "channel",
                            "There is no channel '%s'.".formatted(id),
                            "Use an id from channels.yaml, or add the channel there.%s"
                                    .formatted(Nearest.question(id, ids)));
                }
                if (!addresses.add(recipient)) {
                    way.wrong(
                            "to",
                            "This address stands here twice.",
                            "Give it to one person, once.");
                }
                reach.add(recipient);
            }
            people.add(
                    new People.Person(
                            fields.text("name").orElseThrow(),
                            fields.text("language"),
                            TellingBinding.quiet(fields),
                            reach));
        }
        return people;
    }
}
