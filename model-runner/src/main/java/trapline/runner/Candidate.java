package trapline.runner;

/** A box the network proposes, in its own pixels, with its class already chosen. */
record Candidate(
        float left, float top, float right, float bottom, float confidence, int classIndex) {

    float overlap(Candidate other) {
        var width = Math.min(right, other.right) - Math.max(left, other.left);
        var height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        var both = width * height;
        return both / (area() + other.area() - both);
    }

    private float area() {
        return (right - left) * (bottom - top);
    }
}
