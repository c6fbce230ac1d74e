package trapline.app.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.alert.Alerts;
import trapline.alert.Incidents;
import trapline.blob.BlobStore;
import trapline.capture.Captures;
import trapline.classification.ClassificationLog;
import trapline.delivery.AlertPicture;
import trapline.delivery.AlertTemplates;
import trapline.delivery.ChannelRest;
import trapline.delivery.Channels;
import trapline.delivery.ComposeStep;
import trapline.delivery.DeadLetters;
import trapline.delivery.Deliveries;
import trapline.delivery.EndMessages;
import trapline.delivery.Gate;
import trapline.delivery.GrownMessages;
import trapline.delivery.Masking;
import trapline.delivery.OpenDelivery;
import trapline.delivery.OweStep;
import trapline.delivery.Paces;
import trapline.delivery.Parking;
import trapline.delivery.People;
import trapline.delivery.RefuseStep;
import trapline.delivery.SettleStep;
import trapline.delivery.SignedLinks;
import trapline.delivery.TestStep;
import trapline.delivery.Unsubscribed;
import trapline.delivery.Vocabulary;
import trapline.detection.DetectionLog;
import trapline.project.Identifiers;
import trapline.project.OwnAddresses;
import trapline.routes.delivery.EmailMessage;
import trapline.routes.delivery.EmailSink;
import trapline.routes.delivery.SinkMessages;
import trapline.routes.delivery.SmtpAnswers;
import trapline.routes.delivery.WebhookAnswers;
import trapline.routes.delivery.WebhookMessage;
import trapline.routes.delivery.WebhookRequest;
import trapline.stage.Stages;

/** Owe, deliver, settle; and how a message is written for each kind of channel. */
@Configuration
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {

    @Bean
    Channels channels() {
        return new Channels();
    }

    @Bean
    ChannelRest channelRest(Clock clock) {
        return new ChannelRest(clock);
    }

    @Bean
    Deliveries deliveries(JdbcClient jdbc, Stages stages, Identifiers identifiers, Clock clock) {
        return new Deliveries(jdbc, stages, identifiers, clock);
    }

    @Bean
    TestStep testStep(
            Incidents incidents,
            Alerts alerts,
            Deliveries deliveries,
            Stages stages,
            Identifiers identifiers,
            Clock clock) {
        return new TestStep(incidents, alerts, deliveries, stages, identifiers, clock);
    }

    @Bean
    OweStep oweStep(Deliveries deliveries) {
        return new OweStep(deliveries);
    }

    @Bean
    People people() {
        return new People();
    }

    @Bean
    Paces paces(Clock clock) {
        return new Paces(clock);
    }

    @Bean
    Parking parking(JdbcClient jdbc, Clock clock) {
        return new Parking(jdbc, clock);
    }

    @Bean
    Unsubscribed unsubscribed(JdbcClient jdbc, Clock clock) {
        return new Unsubscribed(jdbc, clock);
    }

    @Bean
    GrownMessages grownMessages(JdbcClient jdbc, Stages stages, Channels channels, Clock clock) {
        return new GrownMessages(jdbc, stages, channels, clock);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Deliveries deliveries) {
        return new DeadLetters(jdbc, deliveries);
    }

    @Bean
    EndMessages endMessages(
            JdbcClient jdbc,
            Stages stages,
            Channels channels,
            Identifiers identifiers,
            Clock clock) {
        return new EndMessages(jdbc, stages, channels, identifiers, clock);
    }

    @Bean
    GrownMessagesWatch grownMessagesWatch(GrownMessages grownMessages, EndMessages endMessages) {
        return new GrownMessagesWatch(grownMessages, endMessages);
    }

    @Bean
    Gate gate(
            Channels channels,
            ChannelRest rest,
            Paces paces,
            Parking parking,
            DeliverySettings settings,
            People people,
            Unsubscribed unsubscribed,
            Clock clock) {
        return new Gate(
                channels, rest, paces, parking, settings.guard(), people, unsubscribed, clock);
    }

    @Bean
    OpenDelivery openDelivery(Deliveries deliveries, Gate gate, SettleStep settleStep) {
        return new OpenDelivery(deliveries, gate, settleStep);
    }

    @Bean
    SettleStep settleStep(
            Deliveries deliveries,
            Channels channels,
            ChannelRest rest,
            Paces paces,
            People people,
            MeterRegistry meters,
            Clock clock) {
        return new SettleStep(deliveries, channels, rest, paces, people, meters, clock);
    }

    @Bean
    AlertTemplates alertTemplates() {
        return new AlertTemplates();
    }

    @Bean
    Vocabulary vocabulary() {
        return new Vocabulary();
    }

    @Bean
    ComposeStep composeStep(
            Channels channels,
            People people,
            AlertTemplates templates,
            Vocabulary vocabulary,
            AlertPicture pictures) {
        return new ComposeStep(channels, people, templates, vocabulary, pictures);
    }

    @Bean
    RefuseStep refuseStep(
            Stages stages, Deliveries deliveries, Channels channels, SettleStep settleStep) {
        return new RefuseStep(stages, deliveries, channels, settleStep);
    }

    @Bean
    UnknownChannelsWatch unknownChannelsWatch(RefuseStep refuseStep) {
        return new UnknownChannelsWatch(refuseStep);
    }

    @Bean
    AnnotatedPictures annotatedPictures(
            BlobStore blobs,
            Captures captures,
            DetectionLog detections,
            ClassificationLog classifications) {
        return new AnnotatedPictures(blobs, captures, detections, classifications);
    }

    @Bean
    EmailMessage emailMessage(
            Channels channels,
            People people,
            AlertPicture pictures,
            Vocabulary vocabulary,
            SignedLinks links) {
        return new EmailMessage(channels, people, pictures, vocabulary, links);
    }

    @Bean
    SmtpAnswers smtpAnswers(Channels channels) {
        return new SmtpAnswers(channels, new Masking());
    }

    @Bean
    WebhookMessage webhookMessage(Channels channels, AlertTemplates templates, Clock clock) {
        return new WebhookMessage(channels, templates, clock);
    }

    @Bean
    EmailSink emailSink(
            Channels channels, SinkMessages messages, EmailMessage message, OwnAddresses own) {
        return new EmailSink(channels, messages, message, own);
    }

    @Bean
    WebhookRequest webhookRequest(
            WebhookMessage message, Identifiers identifiers, OwnAddresses own) {
        return new WebhookRequest(message, identifiers, own);
    }

    @Bean
    WebhookAnswers webhookAnswers(Clock clock) {
        return new WebhookAnswers(clock);
    }
}
