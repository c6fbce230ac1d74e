/**
 * What an admin writes in route-config: read, checked with file and line, applied while everything
 * runs. In: YAML. Out: a {@link trapline.app.config.ConfigSnapshot}; a wrong file changes nothing.
 */
package trapline.app.config;
