package trapline.api.insight;

/**
 * Times of the day, however many: each minute of the day knows how many lie in it, and their mean,
 * which is as good as all of them where hours count.
 */
class Moments {
    static final int HOURS = 24;

    private static final int MINUTES_OF_HOUR = 60;

    private final int[] count = new int[HOURS * MINUTES_OF_HOUR];
    private final double[] sum = new double[HOURS * MINUTES_OF_HOUR];
    private int size;

    /** Some of them at once. */
    interface Use {
        /**
         * @param hour their mean, 0 to below 24
         */
        void accept(double hour, int count);
    }

    /**
     * @param hour 0 to below 24
     */
    void add(double hour) {
        var minute = (int) (hour * MINUTES_OF_HOUR);
        count[minute]++;
        sum[minute] += hour;
        size++;
    }

    int size() {
        return size;
    }

    /** From midnight on, those of a minute together. */
    void each(Use use) {
        for (var minute = 0; minute < count.length; minute++) {
            if (count[minute] > 0) {
                use.accept(sum[minute] / count[minute], count[minute]);
            }
        }
    }

    /** How many lie in each of the 24 hours. */
    int[] byHour() {
        var hours = new int[HOURS];
        for (var minute = 0; minute < count.length; minute++) {
            hours[minute / MINUTES_OF_HOUR] += count[minute];
        }
        return hours;
    }
}
