package trapline.routes.stage;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** One stage, to take from or to put into. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "stage",
        title = "Stage",
        syntax = "stage:name",
        category = {Category.MESSAGING})
public class StageEndpoint extends DefaultEndpoint {
    /** Exchange property: the task that the route is working on. */
    static final String TASK = "TraplineStageTask";

    /** Exchange property: the task was finished in the route's own transaction. */
    static final String SETTLED = "TraplineStageSettled";

    /** Exchange property: the {@link InHand} that was made in the route and is worked on next. */
    static final String IN_HAND = "TraplineStageInHand";

    @UriPath(description = "The stage's name")
    @Metadata(required = true)
    private final String name;

    @UriParam(description = "Take only this part of the stage, such as a channel's id")
    private String part = "";

    @UriParam(defaultValue = "1", description = "How many messages are worked on at once")
    private int workers = 1;

    @UriParam(
            defaultValue = "0",
            description =
                    "Workers beyond these, which fetch and store while the others keep the"
                            + " processors busy")
    private int spare;

    @UriParam(
            defaultValue = "false",
            description =
                    "What led here can be made again without anybody noticing, so its commit need"
                            + " not wait for the disk")
    private boolean repeatable;

    @UriParam(
            defaultValue = "false",
            description = "Nothing is put here; the worker goes on with what it has in hand")
    private boolean inHand;

    @UriParam(description = "The route that writes down what is in hand")
    private String write = "";

    StageEndpoint(String uri, StageComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        return new StageProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new StageConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public StageComponent getComponent() {
        return (StageComponent) super.getComponent();
    }

    public String getName() {
        return name;
    }

    public String getPart() {
        return part;
    }

    public void setPart(String part) {
        this.part = part;
    }

    public int getWorkers() {
        return workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }

    public int getSpare() {
        return spare;
    }

    public void setSpare(int spare) {
        this.spare = spare;
    }

    public boolean isRepeatable() {
        return repeatable;
    }

    public void setRepeatable(boolean repeatable) {
        this.repeatable = repeatable;
    }

    public boolean isInHand() {
        return inHand;
    }

    public void setInHand(boolean inHand) {
        this.inHand = inHand;
    }

    public String getWrite() {
        return write;
    }

    public void setWrite(String write) {
        this.write = write;
    }
}
