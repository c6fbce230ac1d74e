/** The model runner alone: pictures a second, memory, and its parts one by one. */
package trapline.bench.runner;
