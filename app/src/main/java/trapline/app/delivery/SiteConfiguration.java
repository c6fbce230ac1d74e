package trapline.app.delivery;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.delivery.Channels;
import trapline.delivery.Masking;
import trapline.delivery.Uploads;
import trapline.delivery.Vocabulary;
import trapline.routes.delivery.EarthRangerApi;
import trapline.routes.delivery.EarthRangerSink;
import trapline.routes.delivery.EarthRangerTokens;
import trapline.routes.delivery.GundiSink;
import trapline.routes.delivery.PartyClient;
import trapline.routes.delivery.SinkMessages;

/** The sinks of places that many people look at, as the kamelets name them. */
@Configuration
class SiteConfiguration {

    @Bean
    EarthRangerSink earthRangerSink(
            Channels channels,
            SinkMessages messages,
            Uploads uploads,
            Vocabulary vocabulary,
            PartyClient client,
            Clock clock) {
        var tokens = new EarthRangerTokens(client, new Masking(), clock);
        return new EarthRangerSink(
                channels, messages, uploads, vocabulary, new EarthRangerApi(client, tokens), clock);
    }

    @Bean
    GundiSink gundiSink(
            Channels channels,
            SinkMessages messages,
            Uploads uploads,
            Vocabulary vocabulary,
            PartyClient client,
            Clock clock) {
        return new GundiSink(channels, messages, uploads, vocabulary, client, clock);
    }
}
