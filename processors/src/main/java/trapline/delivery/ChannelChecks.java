package trapline.delivery;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Asks the parties behind channels how they are; each question may take a while. */
public interface ChannelChecks {

    /**
     * How a channel is.
     *
     * @param works whether messages would be taken now, as far as the party says
     * @param words what is wrong, or who answered, for an admin
     * @param groups where teams can be reached, by name and address; often none
     */
    record Check(boolean works, String words, List<Group> groups) {
        public Check {
            groups = List.copyOf(groups);
        }
    }

    /** A group at the party, and the address that rules name it by. */
    record Group(String name, String address) {}

    Check check(String channelId);

    /**
     * The address that opens a chat with the channel and hands it a token.
     *
     * @return empty if the channel has none, or its party is away
     */
    Optional<URI> linkTo(String channelId, String token);
}
