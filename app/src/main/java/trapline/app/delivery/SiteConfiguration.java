package trapline.app.delivery;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.delivery.AlertTemplates;
import trapline.delivery.CapDocuments;
import trapline.delivery.Channels;
import trapline.delivery.Masking;
import trapline.delivery.SpokenAlerts;
import trapline.delivery.Uploads;
import trapline.delivery.Vocabulary;
import trapline.project.Projects;
import trapline.routes.delivery.CapSink;
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

    @Bean
    CapDocuments capDocuments(JdbcClient jdbc, Clock clock) {
        return new CapDocuments(jdbc, clock);
    }

    @Bean
    SpokenAlerts spokenAlerts(Channels channels, AlertTemplates templates, Vocabulary vocabulary) {
        return new SpokenAlerts(channels, templates, vocabulary);
    }

    @Bean
    CapSink capSink(
            Channels channels,
            SinkMessages messages,
            CapDocuments documents,
            SpokenAlerts spoken,
            PartyClient client,
            Projects projects,
            Clock clock) {
        return new CapSink(channels, messages, documents, spoken, client, projects, clock);
    }
}
