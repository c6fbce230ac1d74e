package trapline.condition;

import java.time.Duration;

/** Judged now and then for each camera. Judging twice gives the same, as long as the facts do. */
public sealed interface OnCamera extends Condition
        permits BatteryLow,
                CardFull,
                Silent,
                SilentForItsRhythm,
                ClockWrong,
                Moved,
                ViewChanged,
                Obstructed,
                TooManyPictures,
                SimExpires,
                NothingSeen,
                UnusuallySilent,
                NeighboursSilent {

    Verdict judge(CameraFacts facts);

    /** How often it is worth judging. */
    default Duration every() {
        return Duration.ofMinutes(5);
    }
}
