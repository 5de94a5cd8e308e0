package io.arewealive.snmp.agent;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TransportIpAddress;
import org.snmp4j.smi.VariableBinding;

/**
 * Answers requests: looks who asks, finds the context, takes one view and reads all from it. Called on the socket's thread; never
 * blocks.
 */
final class Responder implements CommandResponder {

    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    /** What a message needs around its bindings. */
    private static final int AROUND = 96;

    private final Contexts contexts;
    private final Optional<Community> community;
    private final Counters counters;

    Responder(Contexts contexts, Optional<Community> community, Counters counters) {
        this.contexts = contexts;
        this.community = community;
        this.counters = counters;
    }

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        PDU request = event.getPDU();
        if (request == null || !isRequest(request.getType())) {
            return;
        }
        event.setProcessed(true);
        switch (event.getSecurityModel()) {
            case SecurityModel.SECURITY_MODEL_USM -> {
                if (event.getSecurityLevel() == SecurityLevel.AUTH_PRIV) {
                    answer(event, request, ((ScopedPDU) request).getContextName());
                } else {
                    refuse(event, request, SnmpConstants.SNMP_ERROR_AUTHORIZATION_ERROR, 0);
                }
            }
            case SecurityModel.SECURITY_MODEL_SNMPv2c -> {
                if (mayAsk(event)) {
                    answer(event, request, new OctetString());
                } else {
                    counters.add(SnmpConstants.snmpInBadCommunityNames);
                    drop(event);
                }
            }
            default -> drop(event);
        }
    }

    private static boolean isRequest(int type) {
        return type == PDU.GET || type == PDU.GETNEXT || type == PDU.GETBULK || type == PDU.SET;
    }

    private boolean mayAsk(CommandResponderEvent<?> event) {
        InetAddress from = event.getPeerAddress() instanceof TransportIpAddress address
                ? address.getInetAddress()
                : InetAddress.getLoopbackAddress();
        return community
                .filter(each -> each.allows(event.getSecurityName(), from))
                .isPresent();
    }

    private <A extends Address> void answer(CommandResponderEvent<A> event, PDU request, OctetString contextName) {
        Optional<Context> context = contexts.find(contextName);
        if (context.isEmpty()) {
            unknownContext(event, (ScopedPDU) request);
        } else if (request.getType() == PDU.SET) {
            refuse(event, request, SnmpConstants.SNMP_ERROR_NO_ACCESS, request.size() == 0 ? 0 : 1);
        } else if (request.size() > Answers.MOST && request.getType() != PDU.GETBULK) {
            tooBig(event, request);
        } else {
            read(event, request, context.get());
        }
    }

    private <A extends Address> void read(CommandResponderEvent<A> event, PDU request, Context context) {
        var answers = new Answers(context.tree(), context.views().get());
        int largest = event.getMaxSizeResponsePDU() - AROUND;
        List<VariableBinding> found = switch (request.getType()) {
            case PDU.GET -> answers.get(request);
            case PDU.GETNEXT -> answers.next(request);
            default -> answers.bulk(request, largest);
        };
        long size = 0;
        for (VariableBinding each : found) {
            size += each.getBERLength();
        }
        if (size > largest) {
            tooBig(event, request);
            return;
        }
        PDU response = response(request);
        response.setVariableBindings(found);
        send(event, response);
    }

    private <A extends Address> void tooBig(CommandResponderEvent<A> event, PDU request) {
        PDU response = response(request);
        response.setErrorStatus(SnmpConstants.SNMP_ERROR_TOO_BIG);
        send(event, response);
    }

    private <A extends Address> void refuse(CommandResponderEvent<A> event, PDU request, int error, int index) {
        PDU response = response(request);
        response.setVariableBindings(List.copyOf(request.getVariableBindings()));
        response.setErrorStatus(error);
        response.setErrorIndex(index);
        send(event, response);
    }

    private <A extends Address> void unknownContext(CommandResponderEvent<A> event, ScopedPDU request) {
        PDU report = response(request);
        report.setType(PDU.REPORT);
        report.add(new VariableBinding(
                SnmpConstants.snmpUnknownContexts, counters.add(SnmpConstants.snmpUnknownContexts)));
        send(event, report);
    }

    private static PDU response(PDU request) {
        PDU response;
        if (request instanceof ScopedPDU scoped) {
            var answer = new ScopedPDU();
            answer.setContextEngineID(scoped.getContextEngineID());
            answer.setContextName(scoped.getContextName());
            response = answer;
        } else {
            response = new PDU();
        }
        response.setType(PDU.RESPONSE);
        response.setRequestID(request.getRequestID());
        return response;
    }

    private <A extends Address> void send(CommandResponderEvent<A> event, PDU response) {
        try {
            event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            response,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (MessageException e) {
            counters.add(SnmpConstants.snmpSilentDrops);
            LOG.debug("snmp: no answer to {}: {}", event.getPeerAddress(), e.toString());
        }
    }

    private static void drop(CommandResponderEvent<?> event) {
        event.getMessageDispatcher().releaseStateReference(event.getMessageProcessingModel(), event.getPduHandle());
    }
}
