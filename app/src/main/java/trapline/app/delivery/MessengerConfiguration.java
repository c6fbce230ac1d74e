package trapline.app.delivery;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.delivery.Channels;
import trapline.delivery.Inbound;
import trapline.delivery.LinkedChats;
import trapline.delivery.Masking;
import trapline.delivery.Uploads;
import trapline.project.Identifiers;
import trapline.project.OwnAddresses;
import trapline.routes.delivery.PartyClient;
import trapline.routes.delivery.SendFailures;
import trapline.routes.delivery.SignalApi;
import trapline.routes.delivery.SignalSink;
import trapline.routes.delivery.SinkMessages;
import trapline.routes.delivery.TelegramApi;
import trapline.routes.delivery.TelegramSink;
import trapline.routes.delivery.WhatsAppApi;
import trapline.routes.delivery.WhatsAppSink;

/** The sinks of the messengers, as the kamelets name them. */
@Configuration
class MessengerConfiguration {

    @Bean
    OwnAddresses ownAddresses() {
        return new OwnAddresses();
    }

    @Bean(destroyMethod = "close")
    PartyClient partyClient(OwnAddresses own) {
        return new PartyClient(own);
    }

    @Bean
    SendFailures sendFailures() {
        return new SendFailures();
    }

    @Bean
    SinkMessages sinkMessages(Identifiers identifiers) {
        return new SinkMessages(identifiers);
    }

    @Bean
    Uploads uploads(JdbcClient jdbc, Clock clock) {
        return new Uploads(jdbc, clock);
    }

    @Bean
    LinkedChats linkedChats(JdbcClient jdbc, Clock clock) {
        return new LinkedChats(jdbc, clock);
    }

    @Bean
    TelegramApi telegramApi(PartyClient client) {
        return new TelegramApi(client);
    }

    @Bean
    TelegramSink telegramSink(
            Channels channels,
            SinkMessages messages,
            LinkedChats chats,
            Uploads uploads,
            TelegramApi api) {
        return new TelegramSink(channels, messages, chats, uploads, api, new Masking());
    }

    @Bean
    Inbound inbound(JdbcClient jdbc, Clock clock) {
        return new Inbound(jdbc, clock);
    }

    @Bean
    SignalApi signalApi(PartyClient client) {
        return new SignalApi(client);
    }

    @Bean
    SignalSink signalSink(Channels channels, SinkMessages messages, SignalApi api) {
        return new SignalSink(channels, messages, api, new Masking());
    }

    @Bean
    WhatsAppSink whatsAppSink(
            Channels channels,
            SinkMessages messages,
            Inbound inbound,
            Uploads uploads,
            PartyClient client) {
        return new WhatsAppSink(
                channels, messages, inbound, uploads, new WhatsAppApi(client), new Masking());
    }
}
