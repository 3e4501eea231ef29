/** What a look at the files of rules and playbooks found. */
package dev.firstseen.flink.files;
