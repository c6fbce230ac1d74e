package trapline.app.config;

import java.net.URI;
import java.util.Optional;
import trapline.delivery.EarthRangerChannel;
import trapline.delivery.EarthRangerChannel.Access;
import trapline.delivery.GundiChannel;
import trapline.delivery.Patience;

/** Reads the channels that lead to places which many people look at. */
final class SiteBinding {
    private static final URI GUNDI = URI.create("https://sensors.api.gundiservice.org");
    private static final int SHORTEST = 8;

    private SiteBinding() {}

    static Optional<EarthRangerChannel> earthRanger(Fields fields) {
        var before = fields.problems();
        var site =
                fields.resolved("site").flatMap(url -> ChannelBinding.address(fields, "site", url));
        if (site.filter(SiteBinding::hasPath).isPresent()) {
            fields.wrong(
                    "site",
                    "'site' goes on after the host.",
                    "Write it like https://park.pamdas.org; the rest is known.");
        }
        var access = access(fields);
        var console = ChannelBinding.console(fields);
        var timeout = ChannelBinding.timeout(fields);
        if (fields.problems() > before || site.isEmpty() || access.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new EarthRangerChannel(
                        fields.text("id").orElseThrow(),
                        site.get(),
                        access.get(),
                        fields.text("eventType").orElse(EarthRangerChannel.BUILT_IN_TYPE),
                        fields.text("subjects"),
                        console,
                        timeout,
                        Patience.DEFAULT));
    }

    private static boolean hasPath(URI url) {
        return url.getRawQuery() != null || !url.getRawPath().matches("/?");
    }

    private static Optional<Access> access(Fields fields) {
        var token = fields.secret("token");
        var username = fields.resolved("username");
        var password = fields.secret("password");
        var hasToken = fields.text("token").isPresent();
        var hasName = fields.text("username").isPresent();
        var hasPassword = fields.text("password").isPresent();
        if (hasToken == (hasName || hasPassword)) {
            fields.wrong(
                    hasToken ? "token" : "",
                    "The site takes either a token or a login.",
                    "Give 'token', or 'username' and 'password'.");
        } else if (hasName != hasPassword) {
            fields.wrong(
                    hasName ? "username" : "password",
                    "'username' and 'password' belong together.",
                    "Give both, or a 'token' instead.");
        }
        if (token.filter(text -> text.length() < SHORTEST).isPresent()) {
            fields.wrong("token", "This is no access token.", "Copy the whole token.");
        }
        return token.<Access>map(Access.Token::new)
                .or(() -> username.flatMap(name -> password.map(p -> new Access.Login(name, p))));
    }

    static Optional<GundiChannel> gundi(Fields fields) {
        var before = fields.problems();
        var key = fields.secret("apiKey");
        if (key.filter(text -> text.length() < SHORTEST).isPresent()) {
            fields.wrong("apiKey", "This is no key.", "Copy the whole key of the connection.");
        }
        var base =
                fields.text("baseUrl").isEmpty()
                        ? Optional.of(GUNDI)
                        : fields.resolved("baseUrl")
                                .flatMap(url -> ChannelBinding.address(fields, "baseUrl", url));
        var console = ChannelBinding.console(fields);
        var timeout = ChannelBinding.timeout(fields);
        if (fields.problems() > before || key.isEmpty() || base.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new GundiChannel(
                        fields.text("id").orElseThrow(),
                        base.get(),
                        key.get(),
                        fields.text("eventType").orElse(EarthRangerChannel.BUILT_IN_TYPE),
                        console,
                        timeout,
                        Patience.DEFAULT));
    }
}
