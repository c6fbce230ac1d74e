package trapline.api.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The background of the console's maps, if the operator has set one up.
 *
 * @param tiles the address of a tile with {@code {z}}, {@code {x}}, {@code {y}} and maybe {@code
 *     {s}}: of this server, such as {@code /tiles/{z}/{x}/{y}.png}, or of another
 * @param attribution what the tiles' owner wants to be said beside them, as text
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record MapTiles(Optional<String> tiles, Optional<String> attribution) {
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "(https?://)((?:\\{s}\\.)?)([A-Za-z0-9.-]+(?::\\d{1,5})?)/[^\\s;,'\"]*");
    private static final Pattern HERE = Pattern.compile("/[^/\\s;,'\"][^\\s;,'\"]*");

    /** No background: nothing is asked of other hosts. */
    static final MapTiles NONE = new MapTiles(Optional.empty(), Optional.empty());

    MapTiles {
        tiles.filter(
                        address ->
                                !ELSEWHERE.matcher(address).matches()
                                        && !HERE.matcher(address).matches())
                .ifPresent(
                        address -> {
                            throw new IllegalArgumentException(
                                    "trapline.map.tiles must be an address such as"
                                            + " https://tiles.example.org/{z}/{x}/{y}.png or"
                                            + " /tiles/{z}/{x}/{y}.png, and is: "
                                            + address);
                        });
    }

    /** Empty texts mean: none. */
    static MapTiles of(String tiles, String attribution) {
        return new MapTiles(
                Optional.of(tiles.strip()).filter(text -> !text.isEmpty()),
                Optional.of(attribution.strip()).filter(text -> !text.isEmpty()));
    }

    /** The other host whose pictures the page's policy must let in, as a source of that policy. */
    Optional<String> host() {
        return tiles.map(ELSEWHERE::matcher)
                .filter(Matcher::matches)
                .map(
                        address ->
                                address.group(1)
                                        + (address.group(2).isEmpty() ? "" : "*.")
                                        + address.group(3));
    }
}
