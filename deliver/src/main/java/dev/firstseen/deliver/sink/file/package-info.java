/** A file that notices are appended to. */
package dev.firstseen.deliver.sink.file;
