/** Text from logs and rule files made safe to show. */
package dev.firstseen.deliver.text;
