package trapline.api.delivery;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Acting on deliveries and channels. */
@Configuration(proxyBeanMethods = false)
@Import({
    AnswerLinksController.class,
    CapFeedController.class,
    ChannelsController.class,
    DeadLettersController.class,
    HooksController.class,
    ParkingController.class,
    PushController.class
})
public class DeliveryApiConfiguration {}
