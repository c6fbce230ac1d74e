/**
 * Lists, page by page, newest first. In: a cursor from the page before, and filters. Out: a {@link
 * trapline.api.page.Page}. Nothing is counted and nothing is skipped over, so the thousandth page
 * costs what the first does.
 */
package trapline.api.page;
