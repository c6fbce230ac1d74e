package trapline.app.delivery;

import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.app.database.DataFolder;
import trapline.app.database.Secrets;
import trapline.delivery.AlertPreview;
import trapline.delivery.AlertTemplates;
import trapline.delivery.AnswerStep;
import trapline.delivery.Channels;
import trapline.delivery.ChatLinks;
import trapline.delivery.Deliveries;
import trapline.delivery.Inbound;
import trapline.delivery.LinkedChats;
import trapline.delivery.Masking;
import trapline.delivery.People;
import trapline.delivery.ReportStep;
import trapline.delivery.SentMessages;
import trapline.delivery.SignedLinks;
import trapline.delivery.Vocabulary;
import trapline.event.EventDecisions;
import trapline.routes.delivery.ChannelAnswers;
import trapline.routes.delivery.MqttConnections;
import trapline.routes.delivery.PartyChecks;
import trapline.routes.delivery.SignalAnswersIn;
import trapline.routes.delivery.SignalApi;
import trapline.routes.delivery.TelegramAnswersIn;
import trapline.routes.delivery.TelegramApi;
import trapline.routes.delivery.WhatsAppAnswersIn;
import trapline.stage.Stages;

/** The way back: what people answer, and what parties say later. */
@Configuration
class AnswersConfiguration {

    @Bean
    SentMessages sentMessages(JdbcClient jdbc, Clock clock) {
        return new SentMessages(jdbc, clock);
    }

    @Bean
    ChatLinks chatLinks(JdbcClient jdbc, LinkedChats chats, Clock clock) {
        return new ChatLinks(jdbc, chats, clock);
    }

    @Bean
    SignedLinks signedLinks(DataFolder data, Clock clock) throws IOException {
        return new SignedLinks(
                Secrets.in(data.folder("secrets").resolve("signed-links-key")), clock);
    }

    @Bean
    AnswerStep answerStep(
            EventDecisions decisions,
            SentMessages sent,
            ChatLinks links,
            LinkedChats chats,
            Channels channels,
            Vocabulary vocabulary) {
        return new AnswerStep(decisions, sent, links, chats, channels, vocabulary);
    }

    @Bean
    ReportStep reportStep(
            JdbcClient jdbc,
            Deliveries deliveries,
            Stages stages,
            Channels channels,
            People people,
            Clock clock) {
        return new ReportStep(jdbc, deliveries, stages, channels, people, new Masking(), clock);
    }

    @Bean
    ChannelAnswers channelAnswers(
            Channels channels,
            TelegramApi telegram,
            SignalApi signal,
            Inbound inbound,
            LinkedChats chats,
            AnswerStep answerStep,
            ReportStep reportStep) {
        return new ChannelAnswers(
                channels,
                new TelegramAnswersIn(telegram, inbound, chats, answerStep),
                new SignalAnswersIn(signal, inbound, answerStep),
                new WhatsAppAnswersIn(inbound, answerStep, reportStep));
    }

    @Bean
    PartyChecks partyChecks(
            Channels channels, TelegramApi telegram, SignalApi signal, MqttConnections brokers) {
        return new PartyChecks(channels, telegram, signal, brokers);
    }

    @Bean
    AlertPreview alertPreview(AlertTemplates templates, Vocabulary vocabulary) {
        return new AlertPreview(templates, vocabulary);
    }
}
