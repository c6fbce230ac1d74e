/** A server that speaks OpenAI's chat completions about pictures. */
package trapline.standin.openai;
