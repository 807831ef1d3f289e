/** Serves the files of the web app. */
@NullMarked
package dev.synap.server.pages;

import org.jspecify.annotations.NullMarked;
