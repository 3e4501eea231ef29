/** Mail by SMTP. */
package dev.firstseen.deliver.sink.mail;
