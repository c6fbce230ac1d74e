package trapline.app.delivery;

import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.app.database.DataFolder;
import trapline.app.database.Secrets;
import trapline.delivery.AlertPicture;
import trapline.delivery.Channels;
import trapline.delivery.LinkedPictures;
import trapline.delivery.PushKeys;
import trapline.delivery.PushSubscriptions;
import trapline.delivery.SignedLinks;
import trapline.project.Identifiers;
import trapline.routes.delivery.PartyClient;
import trapline.routes.delivery.PushSink;
import trapline.routes.delivery.SinkMessages;

/** Notifications in browsers. */
@Configuration
class PushConfiguration {

    /** Browsers are bound to the pair with which they were asked, so it stays the same. */
    @Bean
    PushKeys pushKeys(DataFolder data) throws IOException {
        return PushKeys.of(
                Secrets.in(
                        data.folder("secrets").resolve("web-push-keys"),
                        () -> PushKeys.make().text()));
    }

    @Bean
    PushSubscriptions pushSubscriptions(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new PushSubscriptions(jdbc, identifiers, clock);
    }

    @Bean
    PushSink pushSink(
            Channels channels,
            SinkMessages messages,
            PushSubscriptions subscriptions,
            PartyClient client,
            PushKeys keys,
            SignedLinks links,
            Clock clock) {
        return new PushSink(channels, messages, subscriptions, client, keys, links, clock);
    }

    @Bean
    LinkedPictures linkedPictures(Channels channels, AlertPicture pictures) {
        return new LinkedPictures(channels, pictures);
    }
}
