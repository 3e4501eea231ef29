package dev.firstseen.microsoft.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.microsoft.audit.AuditFields;
import dev.firstseen.microsoft.azure.AzureFields;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MicrosoftFieldsTest {

    @Test
    void theLogsAgreeOnTheTypesOfTheFieldsTheyShare() {
        var shared = new TreeMap<>(AuditFields.INSTANCE.byName());
        shared.keySet().retainAll(AzureFields.INSTANCE.byName().keySet());
        assertThat(shared).isNotEmpty();
        shared.forEach((name, type) ->
                assertThat(AzureFields.INSTANCE.byName()).as(name).containsEntry(name, type));
    }

    @Test
    void fieldsHaveElasticsTypes() {
        MicrosoftFields fields = MicrosoftFields.INSTANCE;
        assertThat(fields.typeOf("o365.audit.UserId")).contains(FieldType.KEYWORD);
        assertThat(fields.typeOf("azure.signinlogs.properties.app_id")).contains(FieldType.KEYWORD);
        assertThat(fields.typeOf("azure.signinlogs.properties.is_interactive")).contains(FieldType.BOOLEAN);
        assertThat(fields.typeOf("azure.signinlogs.properties.status.error_code"))
                .contains(FieldType.LONG);
        assertThat(fields.typeOf("azure.signinlogs.properties.authentication_processing_details.Is CAE Token"))
                .contains(FieldType.KEYWORD);
        assertThat(fields.typeOf("event.duration")).contains(FieldType.LONG);
        assertThat(fields.typeOf("source.ip")).contains(FieldType.IP);
    }
}
