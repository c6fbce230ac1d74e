/** Measures the whole program. Figures and how to make them stand in docs/performance.md. */
package trapline.bench;
