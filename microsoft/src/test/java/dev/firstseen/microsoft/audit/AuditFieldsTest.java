package dev.firstseen.microsoft.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditFieldsTest {

    @ParameterizedTest
    @CsvSource({
        "event.action, UserLoggedIn, true",
        "event.action, added-user-account, false",
        "event.provider, AzureActiveDirectory, true",
        "event.id, 1, true",
        "event.outcome, success, false",
        "event.code, AzureActiveDirectoryStsLogon, false",
        "event.category, authentication, false",
        "organization.id, 5d6f, false",
        "source.ip, 192.0.2.7, false",
        "user.id, alice@contoso.example, true",
        "user_agent.original, curl, true",
        "o365.audit.ExtendedProperties.RequestType, Cmsi:Cmsi, true",
        "o365.audit.DeviceProperties.Value, False, true",
        "o365.audit.Target.Type, 0, true",
        "o365.audit.FileSize, 1.0E9, false",
        "o365.audit.FileSize, -7, false",
        "o365.audit.Data.op, x, false",
        "o365.audit.AdditionalInfo.a, x, false",
        "o365.audit.Platform, Windows, false",
        "o365.audit, x, false",
        "nothing.known, x, false",
        "o365.audit.UserId, '', false",
    })
    void whatStandsInTheRawRecordAsItIs(String field, String value, boolean verbatim) {
        assertThat(AuditFields.verbatim(field, value)).isEqualTo(verbatim);
    }

    @Test
    void fieldsHaveElasticsTypes() {
        AuditFields fields = AuditFields.INSTANCE;
        assertThat(fields.typeOf("source.ip")).contains(FieldType.IP);
        assertThat(fields.typeOf("source.as.number")).contains(FieldType.LONG);
        assertThat(fields.typeOf("@timestamp")).contains(FieldType.DATE);
        assertThat(fields.typeOf("data_stream.dataset")).contains(FieldType.CONSTANT_KEYWORD);
        assertThat(fields.typeOf("o365.audit.Members.DisplayName")).contains(FieldType.KEYWORD);
        assertThat(fields.typeOf("o365.audit.NoSuchMember")).isEmpty();
    }

    @Test
    void everyMappedFieldHasAType() {
        assertThat(AuditFields.INSTANCE.byName().keySet())
                .containsAll(AuditMappings.VIEW.byField().keySet().stream()
                        .map(field -> field.name())
                        .toList());
    }
}
