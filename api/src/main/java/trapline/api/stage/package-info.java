/**
 * What waits before each stage, and what failed for good. In: an analyst's scope. Out: views, and
 * the way back for what failed.
 */
package trapline.api.stage;
