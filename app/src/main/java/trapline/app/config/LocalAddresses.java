package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import trapline.project.OwnAddresses;

/**
 * Refuses addresses that are only ever meant for the machine's own use, above all that under which
 * clouds hand out passwords, so that nobody can make the server fetch them. Addresses of a private
 * network stay allowed: gateways and mail servers stand there. Names that lead to such an address
 * are refused when something is sent: see {@link OwnAddresses}.
 */
final class LocalAddresses {
    private static final Set<String> NAMES =
            Set.of("metadata", "metadata.google.internal", "instance-data");

    private static final Pattern HOST =
            Pattern.compile("(?:[a-z][a-z0-9+.-]*:/*)?(?:[^/@\\s]*@)?(\\[[^\\]]+]|[^/:?#\\s]+).*");

    /** One number, or up to four, as addresses may be written: decimal, octal or hexadecimal. */
    private static final Pattern NUMBERS =
            Pattern.compile("(?:0x[0-9a-f]+|\\d+)(?:\\.(?:0x[0-9a-f]+|\\d+)){0,3}");

    private LocalAddresses() {}

    /** Every value in the text that is such an address. */
    static List<ConfigProblem> check(String file, String text) {
        try {
            var document = YamlDocument.parse(file, text);
            var problems = new ArrayList<ConfigProblem>();
            walk(document, document.root(), "", problems);
            return problems;
        } catch (ConfigInvalid e) {
            return e.problems();
        }
    }

    private static void walk(
            YamlDocument document, JsonNode node, String pointer, List<ConfigProblem> problems) {
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                walk(document, node.get(i), pointer + "/" + i, problems);
            }
        } else if (node.isObject()) {
            for (var entry : node.properties()) {
                var name = entry.getKey().replace("~", "~0").replace("/", "~1");
                walk(document, entry.getValue(), pointer + "/" + name, problems);
            }
        } else if (node.isTextual() && isLocal(node.asText())) {
            problems.add(
                    document.problem(
                            pointer,
                            "This address is for a machine's own use.",
                            "Name the server that shall be reached."));
        }
    }

    static boolean isLocal(String value) {
        var found = HOST.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!found.matches()) {
            return false;
        }
        var host = found.group(1).replaceAll("^\\[|]$", "").replaceAll("\\.$", "");
        if (NAMES.contains(host)) {
            return true;
        }
        if (NUMBERS.matcher(host).matches()) {
            return isForOwnUse(number(host));
        }
        // With a colon it is no name, so nobody is asked for it.
        return host.contains(":") && isForOwnUse(host);
    }

    private static boolean isForOwnUse(String address) {
        try {
            return OwnAddresses.holds(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            // What is no address leads nowhere.
            return false;
        }
    }

    /** As four decimal numbers: the last part fills what is left of the four bytes. */
    private static String number(String host) {
        var parts = host.split("\\.");
        var address = 0L;
        for (var i = 0; i < parts.length; i++) {
            var part = Long.decode(parts[i].length() > 18 ? "0" : parts[i]);
            var isLast = i == parts.length - 1;
            address = (address << (isLast ? 8 * (4 - i) : 8)) + part;
        }
        return "%d.%d.%d.%d"
                .formatted(
                        (address >> 24) & 255,
                        (address >> 16) & 255,
                        (address >> 8) & 255,
                        address & 255);
    }
}
