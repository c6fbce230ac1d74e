package trapline.delivery;

import java.util.Optional;
import java.util.function.Function;

/** Where the parties behind channels send what happened. Called from the outside, by anybody. */
public interface ChannelHook {

    /**
     * Takes one message of a party, once it is proved to be the party's.
     *
     * @param header a header's value by its name; empty: it was not sent
     * @param body exactly as it came
     * @return the HTTP status of the answer: 200, or 403 when it is proved wrong, or 404
     */
    int take(String channelId, Function<String, Optional<String>> header, byte[] body);

    /**
     * Proves to a party that this address is the channel's.
     *
     * @param parameter a query parameter's value by its name
     * @return what to answer; empty: the question was wrong
     */
    Optional<String> prove(String channelId, Function<String, Optional<String>> parameter);
}
