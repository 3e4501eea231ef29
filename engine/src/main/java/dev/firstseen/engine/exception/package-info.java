/** Exceptions to rules: what is known and wanted, with who said so, why, and until when. */
package dev.firstseen.engine.exception;
