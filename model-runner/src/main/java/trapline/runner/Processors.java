package trapline.runner;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a model can run on: a graphics card of the engine's flavour, or the processor. */
final class Processors {
    private static final Logger log = LoggerFactory.getLogger(Processors.class);

    private Processors() {}

    /**
     * @throws ModelUnavailable if a graphics card is asked for and there is none to use
     */
    static Device choose(ModelDescriptor descriptor, Execution.Device wanted) {
        if (wanted == Execution.Device.CPU) {
            return Device.cpu();
        }
        var engine = descriptor.engine();
        prepare(engine, 1);
        var cards = CardCount.of(Engine.getEngine(engine.djlName()));
        if (cards.usable()) {
            return Device.gpu();
        }
        if (wanted == Execution.Device.GPU) {
            throw new ModelUnavailable(
                    "Model %s: a graphics card was asked for, but %s. Leave it to be chosen, or mend that."
                            .formatted(descriptor.name(), cards.reason(engine)));
        }
        log.info("Model {} runs on the processor: {}", descriptor.name(), cards.reason(engine));
        return Device.cpu();
    }

    /** The engines read these once, when they start. */
    static void prepare(ModelDescriptor.EngineKind engine, int threads) {
        // On machines of Amazon's DJL would tell its maker which of them runs which engine.
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (engine == ModelDescriptor.EngineKind.PYTORCH) {
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        } else {
            // Otherwise DJL loads PyTorch beside it, for array operations that are not used here.
            System.setProperty("ai.djl.onnx.disable_alternative", "true");
        }
    }

    /** What there is, and what the engine was built for. */
    private record CardCount(int cards, boolean flavour) {
        static CardCount of(Engine engine) {
            // The engine's own count warns in the log of every machine without a card.
            var cards = CudaUtils.getGpuCount();
            return new CardCount(
                    cards, cards > 0 && engine.hasCapability(StandardCapabilities.CUDA));
        }

        boolean usable() {
            return cards > 0 && flavour;
        }

        String reason(ModelDescriptor.EngineKind engine) {
            return cards == 0
                    ? "there is no graphics card that CUDA sees"
                    : "this build's %s has no CUDA in it".formatted(engine.djlName());
        }
    }
}
