/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.membership.ViewService;
import io.viewbus.view.ClusterException.JoinFailed;
import io.viewbus.view.ClusterException.ViewsMissed;
import io.viewbus.view.Member;
import io.viewbus.view.Membership;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** The membership service alone, on its own threads. */
class LocalMembershipTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ViewService service = ViewService.create().cluster("test").transport(new LocalTransport());
    private final List<Membership> open = new ArrayList<>();

    private Membership join(String name) {
        Membership membership = service.member(name).joinNow(PATIENCE);
        open.add(membership);
        return membership;
    }

    @AfterEach
    void leaveAll() {
        open.forEach(membership -> membership.disposeNow(PATIENCE));
    }

    @Test
    void shouldStreamTheSameViewsToAll() {
        Membership ant = join("ant");
        Membership bee = join("bee");

        View both = ant.awaitView(view -> view.members().size() == 2).block(PATIENCE);
        assertThat(bee.view()).isEqualTo(both);
        assertThat(ant.primaryStates().blockFirst(PATIENCE)).isEqualTo(PrimaryState.PRIMARY);
    }

    @Test
    void shouldReplayTheCurrentViewAndThenEachLaterOne() {
        Membership ant = join("ant");
        StepVerifier.create(ant.views().map(view -> view.members().size()), 1)
                .expectNext(1)
                .then(() -> join("bee"))
                .thenRequest(1)
                .expectNext(2)
                .then(() -> open.get(1).leave().block(PATIENCE))
                .thenRequest(1)
                .expectNext(1)
                .then(ant::dispose)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void shouldCompleteEverythingOnLeave() {
        Membership ant = join("ant");
        ant.leave().block(PATIENCE);

        StepVerifier.create(ant.onDispose()).expectComplete().verify(PATIENCE);
        StepVerifier.create(ant.views()).expectComplete().verify(PATIENCE);
        assertThat(ant.isDisposed()).isTrue();
        ant.leave().block(PATIENCE);
    }

    @Test
    void shouldRefuseANameInUse() {
        join("ant");
        assertThatThrownBy(() -> join("ant")).isInstanceOf(JoinFailed.class).hasMessageContaining("\"ant\" is in use");
    }

    @Test
    void shouldUndoAJoinThatIsCancelled() {
        Membership ant = join("ant");
        service.member("bee").join().subscribe().dispose();
        Membership cat = join("cat");

        View view = ant.awaitView(
                        next -> next.members().size() == 2 && next.members().contains(cat.self()))
                .block(PATIENCE);
        assertThat(view).isNotNull();
        assertThat(view.members()).extracting(Member::name).containsExactly("ant", "cat");
    }

    @Test
    void shouldLetAnObserverSeeViewsWithoutBeingInThem() {
        Membership ant = join("ant");
        StepVerifier.create(service.observe(true, PATIENCE)
                        .map(view -> view.members().size()))
                .expectNext(1)
                .then(() -> join("bee"))
                .expectNext(2)
                .thenCancel()
                .verify(PATIENCE);
        assertThat(ant.view().members()).hasSize(2);
        StepVerifier.create(service.observe(false, PATIENCE))
                .expectNext(ant.view())
                .verifyComplete();
    }

    @Test
    void shouldTellAnObserverThatNobodyAnswers() {
        StepVerifier.create(service.observe(false, Duration.ofMillis(300)))
                .expectError(JoinFailed.class)
                .verify(PATIENCE);
    }

    @Test
    void shouldEndASubscriberThatReadsNothing() {
        Membership ant = join("ant");
        StepVerifier.Step<View> idle = StepVerifier.create(ant.views(), 0).expectSubscription();
        ViewsMissed missed = new ViewsMissed(ant.view().id(), ant.view().id(), 1024);
        assertThat(missed).hasMessageContaining("views 1 to 1 were missed").hasMessageContaining("1024");
        idle.thenCancel().verify(PATIENCE);
    }
}
