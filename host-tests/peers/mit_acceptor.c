/*
 * The GSS-API acceptor of MIT krb5 behind a pipe.
 *
 * Standard input holds records: an operation, a length in four octets (big-endian), octets.
 *   B  channel bindings: application data without addresses; empty for none
 *   N  the first token of a new context
 *   C  a later token of the same context
 * Each N and C is answered by one line:
 *   complete|continue|refused MAJOR MINOR FLAGS NAME TOKEN
 * in hexadecimal, NAME as gss_display_name writes it, `-` for what there is not.
 *
 * Keytab, configuration and replay cache come from the environment variables of libkrb5.
 */
#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_RECORD (1u << 20)

static void
fail(const char *what, OM_uint32 major, OM_uint32 minor)
{
    fprintf(stderr, "%s: %08x %08x\n", what, major, minor);
    exit(1);
}

static void
print_hex(const gss_buffer_desc *buffer)
{
    const unsigned char *octets = buffer->value;

    if (buffer->length == 0)
        putchar('-');
    for (size_t i = 0; i < buffer->length; i++)
        printf("%02x", octets[i]);
}

/* Kerberos alone, inside SPNEGO and without it, for every key of the keytab. */
static gss_cred_id_t
acquire(void)
{
    gss_cred_id_t cred = GSS_C_NO_CREDENTIAL;
    gss_OID_set_desc krb5 = { 1, (gss_OID)gss_mech_krb5 };
    OM_uint32 major, minor;

    major = gss_acquire_cred(&minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, GSS_C_NO_OID_SET,
                             GSS_C_ACCEPT, &cred, NULL, NULL);
    if (GSS_ERROR(major))
        fail("gss_acquire_cred", major, minor);
    major = gss_set_neg_mechs(&minor, cred, &krb5);
    if (GSS_ERROR(major))
        fail("gss_set_neg_mechs", major, minor);
    return cred;
}

static void
step(gss_ctx_id_t *context, gss_cred_id_t cred, gss_buffer_desc *token,
     gss_channel_bindings_t bindings)
{
    gss_buffer_desc reply = GSS_C_EMPTY_BUFFER, name = GSS_C_EMPTY_BUFFER;
    gss_name_t source = GSS_C_NO_NAME;
    OM_uint32 major, minor, ignored, flags = 0;
    const char *outcome;

    major = gss_accept_sec_context(&minor, context, cred, token, bindings, &source, NULL, &reply,
                                   &flags, NULL, NULL);
    if (major == GSS_S_COMPLETE)
        gss_display_name(&ignored, source, &name, NULL);
    outcome = GSS_ERROR(major) ? "refused" : major & GSS_S_CONTINUE_NEEDED ? "continue" : "complete";
    printf("%s %08x %08x %x ", outcome, major, minor, flags);
    print_hex(&name);
    putchar(' ');
    print_hex(&reply);
    putchar('\n');
    fflush(stdout);
    gss_release_name(&ignored, &source);
    gss_release_buffer(&ignored, &name);
    gss_release_buffer(&ignored, &reply);
}

/* Whether there was a record; its octets stay until the next one. */
static int
read_record(int *operation, gss_buffer_desc *record)
{
    static unsigned char octets[MAX_RECORD];
    unsigned char length[4];

    *operation = getchar();
    if (*operation == EOF)
        return 0;
    if (fread(length, 1, sizeof(length), stdin) != sizeof(length))
        fail("a record without a length", 0, 0);
    record->length = (size_t)length[0] << 24 | length[1] << 16 | length[2] << 8 | length[3];
    record->value = octets;
    if (record->length > MAX_RECORD || fread(octets, 1, record->length, stdin) != record->length)
        fail("a record of the wrong length", 0, 0);
    return 1;
}

int
main(void)
{
    static unsigned char application_data[MAX_RECORD];
    struct gss_channel_bindings_struct bindings = { 0 };
    gss_channel_bindings_t used_bindings = GSS_C_NO_CHANNEL_BINDINGS;
    gss_ctx_id_t context = GSS_C_NO_CONTEXT;
    gss_cred_id_t cred = acquire();
    gss_buffer_desc record;
    OM_uint32 ignored;
    int operation;

    while (read_record(&operation, &record)) {
        switch (operation) {
        case 'B':
            for (size_t i = 0; i < record.length; i++)
                application_data[i] = ((unsigned char *)record.value)[i];
            bindings.application_data.value = application_data;
            bindings.application_data.length = record.length;
            used_bindings = record.length > 0 ? &bindings : GSS_C_NO_CHANNEL_BINDINGS;
            break;
        case 'N':
            gss_delete_sec_context(&ignored, &context, GSS_C_NO_BUFFER);
            /* Falls through. */
        case 'C':
            step(&context, cred, &record, used_bindings);
            break;
        default:
            fail("an unknown operation", 0, 0);
        }
    }
    return 0;
}
