/*
 * The time that MIT Kerberos takes to accept a file of SPNEGO tokens.
 *
 * Usage: mit_accept_bench TOKENS UNTIMED
 *
 * TOKENS holds tokens, each after its length as 32 bits in network byte order. The first UNTIMED of
 * them only warm up. Prints the number of timed tokens and the processor time they took, in
 * nanoseconds. A token that is not accepted in one step ends the program with status 1.
 */
#include <arpa/inet.h>
#include <gssapi/gssapi.h>
#include <gssapi/gssapi_krb5.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void fail(const char *what, OM_uint32 major, OM_uint32 minor)
{
    OM_uint32 ignored, more = 0;
    gss_buffer_desc text = GSS_C_EMPTY_BUFFER;

    gss_display_status(&ignored, minor, GSS_C_MECH_CODE, (gss_OID)gss_mech_krb5, &more, &text);
    fprintf(stderr, "%s: major %08x: %.*s\n", what, major, (int)text.length, (char *)text.value);
    exit(1);
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *octets;
    long end;

    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (end = ftell(file)) < 0) {
        perror(path);
        exit(1);
    }
    rewind(file);
    octets = malloc((size_t)end + 1);
    if (octets == NULL || fread(octets, 1, (size_t)end, file) != (size_t)end) {
        perror(path);
        exit(1);
    }
    fclose(file);
    *length = (size_t)end;
    return octets;
}

static void accept_token(gss_cred_id_t credential, gss_buffer_t token)
{
    OM_uint32 major, minor, flags;
    gss_ctx_id_t context = GSS_C_NO_CONTEXT;
    gss_name_t client = GSS_C_NO_NAME;
    gss_buffer_desc reply = GSS_C_EMPTY_BUFFER, name = GSS_C_EMPTY_BUFFER;

    major = gss_accept_sec_context(&minor, &context, credential, token, GSS_C_NO_CHANNEL_BINDINGS,
                                   &client, NULL, &reply, &flags, NULL, NULL);
    if (major != GSS_S_COMPLETE)
        fail("gss_accept_sec_context", major, minor);
    /* Whoever accepts wants to know the name; ours has it as text too. */
    major = gss_display_name(&minor, client, &name, NULL);
    if (major != GSS_S_COMPLETE)
        fail("gss_display_name", major, minor);
    gss_release_buffer(&minor, &name);
    gss_release_buffer(&minor, &reply);
    gss_release_name(&minor, &client);
    gss_delete_sec_context(&minor, &context, GSS_C_NO_BUFFER);
}

static int64_t processor_time(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int main(int argc, char **argv)
{
    OM_uint32 major, minor;
    gss_cred_id_t credential;
    size_t length = 0, at = 0;
    long untimed, count = 0;
    int64_t start = 0;
    char *octets;

    if (argc != 3) {
        fprintf(stderr, "usage: %s TOKENS UNTIMED\n", argv[0]);
        return 2;
    }
    octets = read_file(argv[1], &length);
    untimed = atol(argv[2]);
    major = gss_acquire_cred(&minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, GSS_C_NO_OID_SET,
                             GSS_C_ACCEPT, &credential, NULL, NULL);
    if (major != GSS_S_COMPLETE)
        fail("gss_acquire_cred", major, minor);
    while (length - at >= 4) {
        gss_buffer_desc token;
        uint32_t token_length;

        memcpy(&token_length, octets + at, 4);
        token.length = ntohl(token_length);
        token.value = octets + at + 4;
        if (token.length > length - at - 4) {
            fprintf(stderr, "%s is cut off\n", argv[1]);
            return 1;
        }
        if (count == untimed)
            start = processor_time();
        accept_token(credential, &token);
        at += 4 + token.length;
        count++;
    }
    if (count <= untimed) {
        fprintf(stderr, "%s has too few tokens\n", argv[1]);
        return 1;
    }
    printf("%ld %lld\n", count - untimed, (long long)(processor_time() - start));
    return 0;
}
